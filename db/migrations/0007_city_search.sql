-- Things by words page by page, among a kind of thing and a division if wanted; in place of find_things_by_words, which
-- could neither go on after a page nor leave retired things out.
drop function city.find_things_by_words(text[], boolean, text[], text[], integer);

-- Array containment is not leakproof, so beneath a row policy it reaches no index: this answers only ids, in the ranges given,
-- as its owner; the rows are then read under the policy. A word that many things have is found soonest along the codes, a
-- rare one through its grams: planned anew each time, since only the words themselves say which.
create function city.search_things(grams_wanted text[], type_wanted text, within_lo text, with_retired boolean,
  with_private boolean, lows text[], highs text[], after_code text, most integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
begin
  return query select t.thing_id from city.thing t
    where t.grams @> grams_wanted and (with_retired or not t.retired) and (with_private or not t.is_private)
      and (type_wanted is null or t.type_code = type_wanted)
      and (within_lo is null or (t.division_key >= within_lo and t.division_key < within_lo || '~'))
      and (after_code is null or t.code > after_code)
      and exists (select from unnest(lows, highs) r(lo, hi)
        where t.division_key >= r.lo collate "C" and t.division_key < r.hi collate "C")
    order by t.code limit most;
end
$$;
revoke execute on function city.search_things(text[], text, text, boolean, boolean, text[], text[], text, integer) from public;
grant execute on function city.search_things(text[], text, text, boolean, boolean, text[], text[], text, integer) to yiwang_app;

-- The pack a type came with: such a type is the pack's to change. Null for one made by hand.
alter table city.thing_type add column pack text;
update city.thing_type t set pack = p.id from scenarios.pack p where t.code like p.id || '.%';
