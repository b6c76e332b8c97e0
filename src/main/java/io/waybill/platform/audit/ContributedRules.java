package io.waybill.platform.audit;

import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The rules that the businesses bring for the subjects of their processes. */
@Component
class ContributedRules {

    private static final String TOUCHED = """
            (select KEY from TIMELINE where entry_id > :from and entry_id <= :to
             union select order_id from audit_suspect where process_id = :process and :suspects)""";

    private final List<SubjectRules> all;

    /** @throws IllegalStateException if one of them would never be checked, or is called like another one */
    ContributedRules(ObjectProvider<SubjectRules> contributed, Processes processes) {
        all = contributed.stream().toList();
        Set<String> names = new HashSet<>();
        all.forEach(rules -> {
            if (processes.find(rules.process()).isEmpty()) {
                throw new IllegalStateException(
                        "There are rules for the process %s, which nobody here owns".formatted(rules.process()));
            }
            Stream.concat(rules.rules().stream(), rules.sums().stream())
                    .map(Rule::name)
                    .filter(name -> !names.add(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalStateException("Two rules are called " + name);
                    });
        });
    }

    /** The rules that are checked for the subjects of a process that have changed. */
    List<Rule> of(BusinessProcess process) {
        String touched = process.table().sql(TOUCHED);
        return ownedBy(process)
                .flatMap(rules -> rules.rules().stream())
                .map(rule -> new Rule(rule.name(), rule.message(), rule.query().replace("TOUCHED", touched)))
                .toList();
    }

    List<Rule> sums() {
        return all.stream().flatMap(rules -> rules.sums().stream()).toList();
    }

    Rule nothingHeldForClosed(BusinessProcess process) {
        return WorkRules.nothingHeldForClosed(
                process,
                ownedBy(process).flatMap(rules -> rules.held().stream()).toList());
    }

    private Stream<SubjectRules> ownedBy(BusinessProcess process) {
        return all.stream().filter(rules -> rules.process().equals(process.id()));
    }
}
