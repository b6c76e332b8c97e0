-- What gives way is taken last, by an index in just the order of taking: without one, taking a few would lock all.
update scheduled_tasks set priority = 50;
create index scheduled_tasks_next on scheduled_tasks (priority desc, execution_time);
drop index scheduled_tasks_due on scheduled_tasks;
