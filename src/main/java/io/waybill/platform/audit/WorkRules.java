package io.waybill.platform.audit;

import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.SubjectTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/**
 * Work goes on: nothing stays held for a closed subject, and nothing waits forever. Reads only what is open, by index.
 */
final class WorkRules {

    static final List<Rule> ALL = List.of(
            new Rule(
                    "messages-are-sent",
                    "{message} has waited to be sent since {since}; {failures} attempts failed",
                    """
                    select concat(task_name, ' ', task_instance) as message, cast(created_at as char) as since,
                      coalesce(consecutive_failures, 0) as failures
                    from scheduled_tasks where created_at < utc_timestamp(6) - interval 5 minute"""),
            new Rule(
                    "restocks-end-in-time",
                    "Factory {factory} was asked for item {item} at {since} and has not answered",
                    """
                    select restock_id as restock, cast(item_id as char) as item, cast(factory_id as char) as factory,
                      cast(requested_at as char) as since
                    from restock where status = 'REQUESTED' and requested_at < :overdue"""),
            new Rule("started-once", "{process} {key} has two process instances: {instance} and {second}", """
                    select a.process_id as process, a.order_id as `key`, cast(a.instance_key as char) as instance,
                      cast(b.instance_key as char) as second
                    from process_instance b
                    join process_instance a on a.process_id = b.process_id and a.order_id = b.order_id
                      and a.instance_key <> b.instance_key
                    where b.ended_at is null and (a.ended_at is null or a.ended_at > b.seen_at)
                      and (a.seen_at, a.instance_key) < (b.seen_at, b.instance_key)"""));

    private WorkRules() {}

    /**
     * What is still held for subjects of a process that have ended.
     *
     * @param held queries for what is held beside credit, see {@link SubjectRules#held()}
     */
    static Rule nothingHeldForClosed(BusinessProcess process, List<String> held) {
        String credit = """
                select order_id as subject, 'credit' as what, status as state
                from account_hold where status = 'HELD' and process_id = 'PROCESS'""".replace("PROCESS", process.id());
        String forClosed = process.table()
                .sql("""
                        select s.KEY as `NOUN`, s.status, h.what, h.state
                        from (%s) h join SUBJECTS s on s.KEY = h.subject where s.status in (ENDED)""")
                .replace("NOUN", process.noun())
                .replace("ENDED", quoted(process.table().ended()));
        return new Rule(
                "nothing-held-for-closed-" + process.plural(),
                about(process, "is {status}, but its {what} is still {state}"),
                Stream.concat(Stream.of(credit), held.stream())
                        .map(forClosed::formatted)
                        .collect(Collectors.joining("\nunion all\n")));
    }

    /** Subjects that were accepted a minute ago or more, and whose process has not begun. */
    static Rule beginInTime(BusinessProcess process) {
        return new Rule(
                process.plural() + "-begin-in-time",
                about(process, "was placed at {since}, and its process has not begun"),
                process.table()
                        .sql("""
                        select s.KEY as `NOUN`, cast(s.placed_at as char) as since from SUBJECTS s
                        where s.status = 'FIRST' and s.placed_at < utc_timestamp(6) - interval 1 minute
                          and not exists (select * from process_instance i
                            where i.process_id = 'PROCESS' and i.order_id = s.KEY)""")
                        .replace("NOUN", process.noun())
                        .replace("FIRST", process.table().first())
                        .replace("PROCESS", process.id()));
    }

    /** Subjects of a process that are open for too long. */
    static Rule endInTime(BusinessProcess process) {
        SubjectTable table = process.table();
        return new Rule(
                process.plural() + "-end-in-time",
                about(process, "is still {status}, long after {since}"),
                table.sql("""
                        select KEY as `NOUN`, status, cast(SINCE as char) as since from SUBJECTS
                        where status in (OPEN) and SINCE < :overdue""")
                        .replace("NOUN", process.noun())
                        .replace("SINCE", table.overdueFrom())
                        .replace("OPEN", quoted(table.open())));
    }

    private static String about(BusinessProcess process, String predicate) {
        return "%s {%s} %s".formatted(StringUtils.capitalize(process.noun()), process.noun(), predicate);
    }

    private static String quoted(List<String> statuses) {
        return statuses.stream().collect(Collectors.joining("', '", "'", "'"));
    }
}
