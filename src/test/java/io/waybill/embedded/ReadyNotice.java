package io.waybill.embedded;

import java.nio.file.Path;
import org.springframework.core.env.Environment;

/** What is up, where it is, and what to do with it. */
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
                  Tokens    %10$s (for development, any role)
                  Zeebe     %3$s (gRPC)
                            log: %4$s
                %11$s  SQS       %5$s
                  MariaDB   %9$s -h 127.0.0.1 -P %6$d -u waybill -pwaybill waybill
                            and the factory's own: -u factory -pfactory factory
                            log: %7$s
                  Data      %8$s
                            A stop or a crash loses nothing; the next start goes on from there.
                            To begin anew, stop Waybill and delete that directory.

                Stop with Ctrl-C.

                Place an order:
                  TOKEN=$(curl -s '%10$s/token?role=customer&id=C-1')
                  curl -si %1$s/orders -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"customerId":"C-1","lines":[{"itemId":1,"quantity":5}],"deliveryAddress":{"street":"1 Teheran-ro","city":"Seoul"}}'
                and follow it, with the path that the answer gives as its Location:
                  curl -s %1$s/orders/<id> -H "Authorization: Bearer $TOKEN"
                """.formatted(
                        waybill,
                        Path.of(environment.getRequiredProperty("logging.file.name"))
                                .toAbsolutePath()
                                .normalize(),
                        servers.zeebe().grpcAddress(),
                        servers.zeebe().log(),
                        servers.properties().get("spring.cloud.aws.sqs.endpoint"),
                        settings.mariadb().port(),
                        servers.mariaDb().log(),
                        data,
                        MariaDbPrograms.path().resolve("bin/mariadb"),
                        servers.tokens().address(),
                        operate(servers));
    }

    private static String operate(EmbeddedServers servers) {
        return servers.settings().operate().enabled()
                ? "  Operate   %s (user demo, password demo)%n"
                        .formatted(servers.operate().address())
                : "";
    }
}
