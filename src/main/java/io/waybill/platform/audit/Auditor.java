package io.waybill.platform.audit;

import io.waybill.core.Utc;
import io.waybill.platform.audit.Audit.RuleResult;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks all rules. */
@Service
class Auditor {

    /** An entry gets its id before it is committed; no transaction stays open for longer than this. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    /** Few enough to check in a tenth of a second. */
    static final long ENTRIES_AT_ONCE = 5_000;

    private final JdbcClient db;
    private final AuditState state;
    private final ContributedRules contributed;
    private final ProcessRules processRules;
    private final Processes processes;
    private final AuditSettings settings;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Auditor(
            JdbcClient db,
            AuditState state,
            ContributedRules contributed,
            ProcessRules processRules,
            Processes processes,
            AuditSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.db = db;
        this.state = state;
        this.contributed = contributed;
        this.processRules = processRules;
        this.processes = processes;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** Checks every rule: the books in one snapshot, and each subject in one snapshot. */
    Audit check(Pace pace) {
        Instant now = clock.instant();
        List<RuleResult> results = new ArrayList<>();
        List<Violation> found = new ArrayList<>();
        Map<String, ?> parameters = Map.of("overdue", Utc.of(now.minus(settings.overdueAfter())));
        snapshot.executeWithoutResult(status -> {
            BookRules.ALL.forEach(rule -> results.add(check(rule, parameters, found)));
            contributed.sums().forEach(rule -> results.add(check(rule, parameters, found)));
            WorkRules.ALL.forEach(rule -> results.add(check(rule, parameters, found)));
            processes.all().stream()
                    .flatMap(process -> Stream.of(
                            contributed.nothingHeldForClosed(process),
                            WorkRules.beginInTime(process),
                            WorkRules.endInTime(process)))
                    .forEach(rule -> results.add(check(rule, parameters, found)));
        });
        processes.all().forEach(process -> checkSubjects(process, now, pace, results, found));
        results.addAll(processRules.check(found));
        long took = Duration.between(now, clock.instant()).toMillis();
        return new Audit(now, took, results, listed(found));
    }

    private RuleResult check(Rule rule, Map<String, ?> parameters, List<Violation> found) {
        List<Violation> breaches = rule.breaches(db, parameters);
        found.addAll(breaches);
        return new RuleResult(rule.name(), breaches.size(), null);
    }

    /** Works in portions, each in its own snapshot: one long snapshot would keep the database from purging old rows. */
    private void checkSubjects(
            BusinessProcess process, Instant now, Pace pace, List<RuleResult> results, List<Violation> found) {
        List<Rule> rules = contributed.of(process);
        if (rules.isEmpty()) {
            return;
        }
        Set<String> before = state.suspects(process);
        long upTo = state.latestEntry(process);
        long from = state.checkedBefore(process, now.minus(LONGEST_TRANSACTION));
        Map<String, Set<Violation>> byRule = new HashMap<>();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("process", process.id());
        parameters.put("suspects", true);
        do {
            long begin = System.nanoTime();
            long to = Math.min(upTo, from + ENTRIES_AT_ONCE);
            parameters.put("from", from);
            parameters.put("to", to);
            snapshot.executeWithoutResult(
                    status -> rules.forEach(rule -> byRule.computeIfAbsent(rule.name(), name -> new HashSet<>())
                            .addAll(rule.breaches(db, parameters))));
            from = to;
            parameters.put("suspects", false);
            if (from < upTo) {
                pace.restFrom(Duration.ofNanos(System.nanoTime() - begin));
            }
        } while (from < upTo);
        rules.forEach(rule -> {
            Set<Violation> breaches = byRule.getOrDefault(rule.name(), Set.of());
            results.add(new RuleResult(rule.name(), breaches.size(), null));
            found.addAll(breaches);
        });
        Set<String> suspects = byRule.values().stream()
                .flatMap(Set::stream)
                .map(violation -> violation.id(process.noun()))
                .collect(Collectors.toSet());
        before.removeAll(suspects);
        transaction.executeWithoutResult(status -> state.checked(process, now, upTo, before, suspects));
    }

    private static List<Violation> listed(List<Violation> found) {
        return found.stream().collect(Collectors.groupingBy(Violation::rule)).values().stream()
                .flatMap(ofOneRule -> ofOneRule.stream().limit(Audit.LISTED))
                .toList();
    }

    void forget() {
        Instant dayAgo = clock.instant().minus(Duration.ofDays(1));
        transaction.executeWithoutResult(
                status -> processes.all().forEach(process -> state.forgetBefore(process, dayAgo)));
    }
}
