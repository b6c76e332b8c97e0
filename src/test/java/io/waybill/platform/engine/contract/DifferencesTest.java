package io.waybill.platform.engine.contract;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.engine.contract.Case.Difference;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document lists the differences that the cases found. */
class DifferencesTest {

    private static final ModelCheck CHECK = new ModelCheck(Contract.scan("io.waybill"));
    private static final Path DOCUMENT = Path.of("docs/engines.md");
    private static final String BEGIN = "<!-- differences: written by DifferencesTest with -Dcontract.write=true -->\n";
    private static final String END = "<!-- end of differences -->";

    @Test
    void the_document_lists_them() throws IOException {
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(BEGIN) + BEGIN.length();
        int to = document.indexOf(END);
        String expected = document.substring(0, from) + table() + document.substring(to);
        if (Boolean.getBoolean("contract.write")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    @Test
    void there_are_enough_cases_and_each_has_a_name_of_its_own() {
        assertThat(Cases.all().map(Case::toString)).doesNotHaveDuplicates().hasSizeGreaterThan(60);
    }

    private static Difference difference(Case each) {
        return requireNonNull(each.difference);
    }

    @Test
    void the_check_refuses_what_the_document_says_it_refuses() {
        assertThat(Cases.all()
                        .filter(each -> each.difference != null)
                        .filter(each -> !difference(each).rule().isEmpty()))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(CHECK.check(each.files.entrySet().stream()
                                        .map(file -> new Source(file.getKey(), file.getValue()))
                                        .toList())
                                .findings())
                        .filteredOn(finding -> finding.severity() == Severity.ERROR)
                        .extracting(Finding::rule)
                        .contains(difference(each).rule()));
    }

    private static String table() {
        return Cases.all()
                .filter(each -> each.difference != null)
                .map(each -> "| %s | %s | %s | %s |%n"
                        .formatted(
                                each.topic,
                                each.name,
                                difference(each).sentence(),
                                difference(each).check()))
                .collect(joining(
                        "", "\n| topic | case | difference | the model check says |\n|---|---|---|---|\n", "\n"));
    }
}
