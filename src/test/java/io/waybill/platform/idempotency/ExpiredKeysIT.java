package io.waybill.platform.idempotency;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ModuleTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ModuleTest
class ExpiredKeysIT {

    @Autowired
    ExpiredKeys expired;

    @Autowired
    KeptAnswers kept;

    @Autowired
    JdbcClient db;

    @Test
    void keys_are_kept_for_48_hours_and_then_deleted() {
        String caller = UUID.randomUUID().toString();
        Instant now = Instant.now();
        kept.begin(caller, Map.of("young", "r"), now.minus(Duration.ofHours(47)));
        kept.begin(
                caller,
                IntStream.range(0, 2_500).boxed().collect(toMap(i -> "old" + i, i -> "r")),
                now.minus(Duration.ofHours(49)));

        expired.forget();

        assertThat(keysOf(caller)).containsExactly("young");
    }

    private List<String> keysOf(String caller) {
        return List.copyOf(db.sql("select idempotency_key from idempotency_key where caller = ?")
                .param(caller)
                .query(String.class)
                .list());
    }
}
