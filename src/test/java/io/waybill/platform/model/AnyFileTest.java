package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever file is sent, the check answers with findings, and soon. A few hundred files in each build; for more:
 * {@code mvn test -Dtest=AnyFileTest -Djqwik.tries.default=20000}.
 */
class AnyFileTest {

    private static final Path MODELS = Path.of("src/main/resources/bpmn");
    private static final ModelCheck CHECK = new ModelCheck(Contract.scan("io.waybill"));

    @Provide
    Arbitrary<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return Arbitraries.of(files.sorted().toList());
        }
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(number(Mutation.KINDS - 1), number(10_000), number(10_000), number(10_000))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Arbitrary<Integer> number(int most) {
        return Arbitraries.integers().between(0, most).withoutEdgeCases();
    }

    /** The same files in each build, since a build should fail for what was changed. */
    @Property(seed = "1")
    void gets_an_answer(@ForAll("models") Path model, @ForAll("mutations") List<Mutation> mutations)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(model.getFileName().toString(), Mutation.apply(Files.readString(model), mutations)));
        if (model.toString().endsWith("order-fulfilment.bpmn")) {
            sources.add(new Source("order-policy.dmn", Files.readString(MODELS.resolve("order-policy.dmn"))));
        }

        long begun = processorTime();
        List<Finding> findings = CHECK.check(sources).findings();
        Duration taken = Duration.ofNanos(processorTime() - begun);

        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank().doesNotContain("does not understand", "“null”", "“”");
            assertThat(finding.advice()).isNotBlank().doesNotContain("“null”", "“”");
        });
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
