package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckModelsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int check(Path path) throws IOException {
        return CheckModels.run(List.of(path.toString()), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void models_that_may_run_are_counted() throws IOException {
        Path shipped = Path.of("src/main/resources/bpmn");

        assertThat(check(shipped)).isZero();
        assertThat(printed())
                .isEqualTo("%d files checked: 0 errors, 0 warnings%n"
                        .formatted(Objects.requireNonNull(shipped.toFile().list()).length));
    }

    @Test
    void what_is_wrong_is_told_with_its_line_and_what_to_do() throws IOException {
        Path file = folder.resolve("wrong.bpmn");
        Files.writeString(
                file, ModelCheckTest.MODEL.replace("<zeebe:header key=\"retry\" value=\"until-done\" />", ""));

        Files.writeString(folder.resolve("order-policy.dmn"), ModelCheckTest.POLICY);

        assertThat(check(folder)).isEqualTo(1);
        assertThat(printed())
                .contains(
                        file + ":279: error saga/undo-given-up at Task_ReleaseCredit",
                        "    The engine stops retrying the undo “Release credit” after a few failures, and cannot start it again.",
                        "    Give the task the header retry with the value until-done.")
                .containsPattern("checked: [4-9] errors, 0 warnings");
    }

    @Test
    void an_encoding_other_than_utf_8_is_told() throws IOException {
        Files.writeString(
                folder.resolve("Straße.BPMN"),
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><definitions name=\"Straße\"/>",
                StandardCharsets.ISO_8859_1);

        assertThat(check(folder)).isEqualTo(1);
        assertThat(printed()).contains("file/unreadable", "The file is in ISO-8859-1, not in UTF-8.");
    }

    @Test
    void a_folder_without_models_is_reported() throws IOException {
        assertThat(check(folder)).isEqualTo(2);
        assertThat(printed()).isEqualTo("There are no models (*.bpmn, *.dmn, *.form) in " + folder + "%n".formatted());
    }
}
