package io.waybill.platform.model;

import io.waybill.platform.model.ModelCheck.Result;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the models in a folder, as a command. It exits with 0 if all of them may run, with 1 if one must not, and with
 * 2 if there is nothing to check.
 */
public final class CheckModels {

    private CheckModels() {}

    /**
     * Runs the check and exits.
     *
     * @param arguments folders or files
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    static int run(List<String> arguments, PrintStream out) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String argument : arguments) {
            for (Path file : files(Path.of(argument))) {
                sources.add(new Source(file.toString(), read(file)));
            }
        }
        if (sources.isEmpty()) {
            out.println("There are no models (*.bpmn, *.dmn, *.form) in " + String.join(", ", arguments));
            return 2;
        }
        Result result = new ModelCheck(Contract.scan("io.waybill")).check(sources);
        result.findings().forEach(finding -> out.print(text(finding)));
        long errors = result.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
        out.printf(
                "%s checked: %d errors, %d warnings%n",
                sources.size() == 1 ? sources.getFirst().name() : sources.size() + " files",
                errors,
                result.findings().size() - errors);
        return result.isRight() ? 0 : 1;
    }

    /** Bytes that are not UTF-8 become question marks: the check tells of the encoding that the file declares. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.exists(path) ? List.of(path) : List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().matches(Source.NAMES))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Finding finding) {
        return """
                %s:%d: %s %s%s
                    %s.
                    %s
                """.formatted(
                        finding.file(),
                        finding.line(),
                        finding.severity() == Severity.ERROR ? "error" : "warning",
                        finding.rule(),
                        finding.element() == null ? "" : " at " + finding.element(),
                        finding.message(),
                        finding.advice());
    }
}
