package io.waybill.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path data;

    @Test
    void a_second_waybill_on_the_same_data_is_refused_in_one_line() {
        try (DataDirectory first = DataDirectory.open(data)) {
            assertThat(first.of("zeebe")).isDirectory();
            assertThatThrownBy(() -> DataDirectory.open(data))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Another Waybill is running on the data in " + data)
                    .hasMessageContaining("WAYBILL_EMBEDDED_DATADIR=")
                    .hasMessageNotContaining(System.lineSeparator());
        }
    }

    @Test
    void it_is_free_again_once_closed() {
        DataDirectory.open(data).close();
        DataDirectory.open(data).close();
    }

    @Test
    void wiping_leaves_nothing_but_the_lock() throws IOException {
        try (DataDirectory directory = DataDirectory.open(data)) {
            Files.writeString(directory.of("zeebe").resolve("log"), "old");

            directory.wipe();

            assertThat(data).isDirectoryNotContaining(file -> !file.endsWith(".lock"));
        }
    }
}
