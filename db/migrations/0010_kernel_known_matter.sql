-- A process that wrote a matter's latest entry knows its row, and need not wait for it to be read again before it goes on: it
-- says by the entry's digest which row it knows. If the matter has moved on since, or the command was answered before, the
-- transaction fails (YW001), and the process asks again without knowing.
drop function kernel.begin_command(text, text, uuid, text);
create function kernel.begin_command(lo text, hi text, command uuid, matter_id text, known bytea)
returns table (earlier kernel.command, locked kernel.matter)
language plpgsql as $$
begin
  perform set_config('yiwang.lo', lo, true), set_config('yiwang.hi', hi, true);
  if matter_id is not null then
    select * into locked from kernel.matter m where m.id = matter_id for update;
  end if;
  select * into earlier from kernel.command c where c.command_id = command;
  if known is not null and ((earlier).command_id is not null or (locked).digest is distinct from known) then
    raise exception 'the matter is not as it was known, or the command was answered before' using errcode = 'YW001';
  end if;
  return next;
end $$;
grant execute on function kernel.begin_command(text, text, uuid, text, bytea) to yiwang_app;
