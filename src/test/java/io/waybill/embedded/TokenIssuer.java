package io.waybill.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The token issuer of the embedded default, for development: everyone who can reach it on this machine gets a token for
 * any role. Its key is created at the first start. Waybill trusts it only in the embedded default.
 */
public final class TokenIssuer {

    /** The issuer in its tokens. */
    public static final String NAME = "urn:waybill:development-issuer";

    /** The audience of its tokens. */
    public static final String AUDIENCE = "waybill";

    private static final String SERVER = "Tokens";
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final EmbeddedSettings.Tokens settings;
    private final Path directory;
    private final Progress progress;
    private @Nullable HttpServer server;
    private @Nullable RSAKey key;

    TokenIssuer(EmbeddedSettings.Tokens settings, Path directory, Progress progress) {
        this.settings = settings;
        this.directory = directory;
        this.progress = progress;
    }

    void start() {
        progress.begin(SERVER, "starting");
        try {
            key = key(directory.resolve("key.json"));
            HttpServer http =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
            http.createContext("/", exchange -> answer(exchange, 404, "text/plain", usage()));
            http.createContext("/jwks", this::keys);
            http.createContext("/token", this::token);
            http.start();
            server = http;
        } catch (IOException | JOSEException | ParseException e) {
            throw new StartRefused("The token issuer does not start: " + e.getMessage(), e);
        }
        progress.done(SERVER);
    }

    private static RSAKey key(Path file) throws IOException, JOSEException, ParseException {
        if (!Files.exists(file)) {
            RSAKey fresh = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
            Files.deleteIfExists(file.resolveSibling("key.new"));
            Path made = Files.createFile(
                    file.resolveSibling("key.new"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, fresh.toJSONString());
            Files.move(made, file);
        }
        return RSAKey.parse(Files.readString(file));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "application/json", new JWKSet(signingKey().toPublicJWK()).toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
                .build()
                .getQueryParams()
                .toSingleValueMap();
        String role = query.getOrDefault("role", "");
        String id = query.getOrDefault("id", "");
        boolean complete = switch (role) {
            case "customer", "driver" -> !id.isEmpty();
            case "operator", "analyst", "organiser", "service" -> true;
            default -> false;
        };
        if (complete) {
            answer(exchange, 200, "text/plain", token(role, id) + "\n");
        } else {
            answer(exchange, 400, "text/plain", usage());
        }
    }

    /**
     * A token for a role.
     *
     * @param id of the customer or driver; for other roles, of the caller, and may be empty
     */
    public String token(String role, String id) {
        JWTClaimsSet.Builder claims =
                claims().subject(id.isEmpty() ? role : role + ":" + id).claim("roles", List.of(role));
        switch (role) {
            case "customer" -> claims.claim("customer_id", id);
            case "driver" -> claims.claim("driver_id", id);
            default -> {}
        }
        return sign(claims.build());
    }

    /** The claims that all its tokens share. */
    public static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
    }

    /** A token with these claims. */
    public String sign(JWTClaimsSet claims) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(signingKey().getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(signingKey()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key with which it signs, including the private part. */
    public RSAKey signingKey() {
        RSAKey made = key;
        if (made == null) {
            throw new IllegalStateException("The token issuer is not started");
        }
        return made;
    }

    /** Where to get tokens. */
    public String address() {
        return "http://localhost:" + settings.port();
    }

    private String usage() {
        return """
            Get a token for a role, and send it as the header Authorization: Bearer <token>
              curl -s '%1$s/token?role=customer&id=C-1'
              curl -s '%1$s/token?role=driver&id=D-1'
              curl -s '%1$s/token?role=operator'
              curl -s '%1$s/token?role=analyst'
              curl -s '%1$s/token?role=organiser&id=O-1'
              curl -s '%1$s/token?role=service'
            """.formatted(address());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }
}
