package io.waybill.embedded;

import java.nio.file.Path;
import org.springframework.core.env.Environment;

/** Tells the user what is up, where it is, and what to do with it. */
final class ReadyNotice {

    private ReadyNotice() {}

    static String of(EmbeddedServers servers, Environment environment) {
        EmbeddedSettings settings = servers.settings();
        Path data = settings.data();
        String waybill = "localhost:" + environment.getProperty("local.server.port", "8080");
        return """

                Waybill is ready.

                  Waybill   http://%1$s
                            log: %2$s
                  Cockpit   http://%1$s/operaton/app/cockpit/default/ (%10$s)
                            Orders in progress, on their diagrams.
                  Tokens    %8$s (for development, any role)
                %9$s  SQS       %3$s
                  MariaDB   %7$s -h 127.0.0.1 -P %4$d -u waybill -pwaybill waybill
                            and the factory's own: -u factory -pfactory factory
                            log: %5$s
                  Data      %6$s
                            A stop or a crash loses nothing; the next start continues from there.
                            To start from scratch, stop Waybill and delete that directory.

                Stop with Ctrl-C.

                Place an order:
                  TOKEN=$(curl -s '%8$s/token?role=customer&id=C-1')
                  curl -si %1$s/orders -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"customerId":"C-1","lines":[{"itemId":1,"quantity":5}],"deliveryAddress":{"street":"1 Teheran-ro","city":"Seoul"}}'
                and follow it, with the path in the answer's Location header:
                  curl -s %1$s/orders/<id> -H "Authorization: Bearer $TOKEN"
                """.formatted(
                        waybill,
                        Path.of(environment.getRequiredProperty("logging.file.name"))
                                .toAbsolutePath()
                                .normalize(),
                        servers.properties().get("spring.cloud.aws.sqs.endpoint"),
                        settings.mariadb().port(),
                        servers.mariaDb().log(),
                        data,
                        MariaDbPrograms.path().resolve("bin/mariadb"),
                        servers.tokens().address(),
                        zeebe(servers),
                        "%s/%s"
                                .formatted(
                                        environment.getProperty("waybill.cockpit.user"),
                                        environment.getProperty("waybill.cockpit.password")));
    }

    private static String zeebe(EmbeddedServers servers) {
        return servers.settings().zeebe().enabled()
                ? """
                  Zeebe     %s (gRPC)
                            Zeebe's test engine: it keeps nothing, and is for single orders.
                            At its next start Waybill restores it from the database.
                """.formatted(servers.zeebe().address())
                : "";
    }
}
