-- What is asked of the journal besides its order: by who, by kind, by command; and which seals were made at a time.
-- Newest first by ordinal needs none of these where what is asked for is frequent: then the order itself is walked.
create index journal_actor on kernel.journal (actor);
create index journal_kind on kernel.journal (kind);
create index journal_command on kernel.journal (command_id);
create index seal_time on kernel.seal (sealed_at);
