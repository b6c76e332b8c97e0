package io.waybill.platform.audit;

import io.waybill.core.Subject;
import io.waybill.platform.audit.Audit.RuleResult;
import io.waybill.platform.audit.QuietSubjects.Quiet;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Database and engine agree: an open subject has a process instance, and a closed one has none. Checks only subjects to
 * which nothing has happened for a while, and instances that are not known to have ended. The engine is asked for an
 * instance of a closed subject until it is gone, and then never again.
 */
@Component
class ProcessRules {

    private static final Logger log = LoggerFactory.getLogger(ProcessRules.class);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final Processes processes;
    private final Engines engines;
    private final ProcessInstances instances;
    private final QuietSubjects quietSubjects;
    private final AuditSettings settings;
    private final QuietSubjects.Cursor auditedUpTo = new QuietSubjects.Cursor();

    ProcessRules(
            JdbcClient db,
            Processes processes,
            Engines engines,
            ProcessInstances instances,
            QuietSubjects quietSubjects,
            AuditSettings settings) {
        this.db = db;
        this.processes = processes;
        this.engines = engines;
        this.instances = instances;
        this.quietSubjects = quietSubjects;
        this.settings = settings;
    }

    /** A process instance whose subject is closed or does not exist. */
    record Orphan(BusinessProcess process, String key, String status, long instance) {

        boolean isOfClosed() {
            return !status.equals("UNKNOWN");
        }

        Violation violation() {
            return new Violation(
                    haveNone(process),
                    Map.of(process.noun(), key, "status", status, "instance", String.valueOf(instance)),
                    Map.of(),
                    "Process instance %d still runs, but its %s %s is %s"
                            .formatted(instance, process.noun(), key, status));
        }
    }

    static String haveAProcess(BusinessProcess process) {
        return "open-%s-have-a-process".formatted(process.plural());
    }

    static String haveNone(BusinessProcess process) {
        return "closed-%s-have-no-process".formatted(process.plural());
    }

    List<RuleResult> check(List<Violation> found) {
        List<RuleResult> results = new ArrayList<>();
        processes.all().forEach(process -> {
            results.add(check(
                    haveAProcess(process),
                    found,
                    () -> strays(process, auditedUpTo).stream()
                            .map(stray -> violation(process, stray))
                            .toList()));
            results.add(check(
                    haveNone(process),
                    found,
                    () -> orphans(process).stream().map(Orphan::violation).toList()));
        });
        return results;
    }

    private static RuleResult check(String rule, List<Violation> found, Supplier<List<Violation>> check) {
        try {
            List<Violation> breaches = check.get();
            found.addAll(breaches);
            return new RuleResult(rule, breaches.size(), null);
        } catch (EngineUnavailable e) {
            return new RuleResult(rule, 0, e.getMessage());
        }
    }

    /** Has the engine end it; it may have ended by itself. */
    void end(Orphan orphan) {
        try {
            engines.of(orphan.instance()).stop(orphan.instance());
        } catch (Gone e) {
            log.debug("Process instance {} has ended by itself", orphan.instance(), e);
        }
        instances.ended(List.of(orphan.instance()));
    }

    List<Orphan> orphans(BusinessProcess process) {
        List<Orphan> candidates = List.copyOf(db.sql(process.table().sql("""
                        select p.instance_key, p.order_id, coalesce(s.status, 'UNKNOWN') as status
                        from process_instance p left join SUBJECTS s on s.KEY = p.order_id
                        where p.process_id = :process and p.ended_at is null and p.seen_at < :quiet
                          and (s.KEY is null or s.closed_at < :quiet)
                        order by p.instance_key limit :most"""))
                        .param("process", process.id())
                        .param("quiet", quietSubjects.since())
                        .param("most", AT_ONCE)
                        .query((row, number) -> new Orphan(
                                process,
                                row.getString("order_id"),
                                row.getString("status"),
                                row.getLong("instance_key")))
                        .list())
                .stream()
                .filter(candidate -> engines.isThere(candidate.instance()))
                .toList();
        Set<Long> gone = forget(candidates.stream().map(Orphan::instance).toList());
        return candidates.stream()
                .filter(candidate -> !gone.contains(candidate.instance()))
                .toList();
    }

    /**
     * Open subjects without a process: as far as is known it was never started, or its instance is gone. Those on an
     * engine that this Waybill is not connected to are left out, because they cannot be checked.
     *
     * @param from the caller's own cursor: each caller continues where it stopped
     */
    List<Quiet> strays(BusinessProcess process, QuietSubjects.Cursor from) {
        List<Quiet> quiet = quietSubjects.next(process, from).stream()
                .filter(one -> one.instance() == null || engines.isThere(one.instance()))
                .toList();
        Set<Long> gone = forget(quiet.stream()
                .map(Quiet::instance)
                .<Long>mapMulti(
                        (instance, known) -> Optional.ofNullable(instance).ifPresent(known))
                .toList());
        Set<Subject> running = quiet.stream()
                .filter(one -> one.instance() != null && !gone.contains(one.instance()))
                .map(Quiet::subject)
                .collect(Collectors.toSet());
        LocalDateTime longDue = startsExpectedOf(process);
        return quiet.stream()
                .filter(one -> !running.contains(one.subject()))
                .filter(one -> one.instance() != null
                        || isMissing(process, one.subject().key(), longDue))
                .toList();
    }

    private static Violation violation(BusinessProcess process, Quiet stray) {
        String key = stray.subject().key();
        Long instance = stray.instance();
        String noun = StringUtils.capitalize(process.noun());
        return instance == null
                ? new Violation(
                        haveAProcess(process),
                        Map.of(process.noun(), key, "status", stray.status()),
                        Map.of(),
                        "%s %s is %s, but a process instance of it was never seen".formatted(noun, key, stray.status()))
                : new Violation(
                        haveAProcess(process),
                        Map.of(process.noun(), key, "status", stray.status(), "instance", instance.toString()),
                        Map.of(),
                        "%s %s is %s, but its process instance %d is gone"
                                .formatted(noun, key, stray.status(), instance));
    }

    private Set<Long> forget(List<Long> candidates) {
        Set<Long> gone = engines.gone(candidates);
        instances.ended(gone);
        return gone;
    }

    /** Whether no start of its process is pending, and a process would have been seen by now if there were one. */
    private boolean isMissing(BusinessProcess process, String key, LocalDateTime startsExpectedOf) {
        return db.sql(process.table().sql("""
                                select count(*) from SUBJECTS s where s.KEY = :key and s.placed_at < :expected
                                and not exists (select 1 from scheduled_tasks
                                  where task_name = 'start-process' and task_instance = :start)"""))
                        .param("key", key)
                        .param("expected", startsExpectedOf)
                        .param("start", process.startMessage() + ":" + key)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /**
     * The process of a subject that was placed before this time would have been seen by now: workers take the jobs of
     * earlier ones first, so either they have got to later ones, or no job is waiting.
     */
    private LocalDateTime startsExpectedOf(BusinessProcess process) {
        record Latest(LocalDateTime placedAt, LocalDateTime seenAt) {}
        LocalDateTime quiet = quietSubjects.since();
        return db.sql(process.table().sql("""
                        select s.placed_at, p.seen_at
                        from process_instance p join SUBJECTS s on s.KEY = p.order_id
                        where p.process_id = ? order by p.order_id desc limit 1"""))
                .param(process.id())
                .query(Latest.class)
                .optional()
                .filter(latest -> latest.seenAt().isAfter(quiet))
                .map(latest -> latest.placedAt().minus(settings.quietAfter()))
                .orElse(quiet);
    }
}
