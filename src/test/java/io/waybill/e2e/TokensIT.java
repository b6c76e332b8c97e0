package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.waybill.Given;
import io.waybill.embedded.SharedServers;
import io.waybill.embedded.TokenIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which tokens are accepted, and what a caller with a bad one is told. The real checks are on. */
@EndToEndTest
class TokensIT {

    @LocalServerPort
    int port;

    RestClient http;

    @BeforeEach
    void call() {
        http = RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    @Test
    void a_good_token_is_let_in() {
        assertThat(get("Bearer " + sign(claims().build())).getStatusCode().value())
                .isEqualTo(200);
        // The name of the scheme is not case-sensitive.
        assertThat(get("bearer " + sign(claims().build())).getStatusCode().value())
                .isEqualTo(200);
    }

    @Test
    void a_token_may_be_of_the_type_of_rfc_9068_or_of_none() throws Exception {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(issuer().signingKey().getKeyID());
        RSASSASigner signer = new RSASSASigner(issuer().signingKey());
        String untyped = signed(header, signer, claims().build());
        String typed = signed(header.type(new JOSEObjectType("at+jwt")), signer, claims().build());
        assertThat(get("Bearer " + untyped).getStatusCode().value()).isEqualTo(200);
        assertThat(get("Bearer " + typed).getStatusCode().value()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_no_good_token_is_not_let_in(String what, String authorization) {
        assertUnauthorized(get(authorization));
    }

    static Stream<Arguments> what_is_no_good_token_is_not_let_in() throws Exception {
        Instant now = Instant.now();
        RSAKey ours = issuer().signingKey();
        RSAKey theirs = new RSAKeyGenerator(2048).keyID("theirs").generate();
        String good = sign(claims().build());
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                bearer("an empty token", ""),
                bearer("a word", "operator"),
                bearer("three words", "a.b.c"),
                bearer("a token with a space in it", good.replace(".", ". ")),
                arguments("another scheme", "Basic b3BlcmF0b3I6b3BlcmF0b3I="),
                arguments("no scheme", good),
                bearer("not signed (alg none)", new PlainJWT(claims().build()).serialize()),
                bearer("not signed, and says RS256", parts[0] + "." + parts[1] + "."),
                bearer("alg none in capitals", encode("{\"alg\":\"NONE\"}") + "." + parts[1] + "."),
                bearer(
                        "signed with the public key as a secret (key confusion)",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(ours.getKeyID()),
                                new MACSigner(ours.toRSAPublicKey().getEncoded()),
                                claims().build())),
                bearer("signed with another key under our key's name", signed(ours.getKeyID(), theirs, claims())),
                bearer("signed with a key nobody knows", signed("theirs", theirs, claims())),
                bearer("signed with another key, without a key's name", signed(null, theirs, claims())),
                bearer(
                        "brings its own key along (jwk)",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(theirs.toPublicJWK()),
                                new RSASSASigner(theirs),
                                claims().build())),
                bearer(
                        "names the address of its key (jku)",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("theirs")
                                        .jwkURL(URI.create("http://127.0.0.1:9/keys")),
                                new RSASSASigner(theirs),
                                claims().build())),
                bearer("a key's name that is a path", signed("../../../../dev/null", theirs, claims())),
                bearer("a key's name that is SQL", signed("' or '1'='1", theirs, claims())),
                bearer(
                        "signed in a way that is not allowed (ES256)",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ours.getKeyID()),
                                new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()),
                                claims().build())),
                bearer(
                        "requires an unknown extension (crit)",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID(ours.getKeyID())
                                        .criticalParams(Set.of("exp2"))
                                        .customParam("exp2", 1),
                                new RSASSASigner(ours),
                                claims().build())),
                bearer(
                        "of another type",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID(ours.getKeyID())
                                        .type(new JOSEObjectType("logout+jwt")),
                                new RSASSASigner(ours),
                                claims().build())),
                bearer("the payload changed", parts[0] + "." + encode("{\"roles\":[\"operator\"]}") + "." + parts[2]),
                bearer("the signature cut off", good.substring(0, good.length() - 20)),
                bearer(
                        "expired",
                        sign(claims().expirationTime(Date.from(now.minus(Duration.ofMinutes(5))))
                                .build())),
                bearer("does not expire", sign(claims().expirationTime(null).build())),
                bearer(
                        "not valid yet",
                        sign(claims().notBeforeTime(Date.from(now.plus(Duration.ofMinutes(5))))
                                .build())),
                bearer("for another audience", sign(claims().audience("another").build())),
                bearer(
                        "without an audience",
                        sign(claims().audience((String) null).build())),
                bearer(
                        "of another issuer",
                        sign(claims().issuer("https://evil.example.com").build())),
                bearer("without an issuer", sign(claims().issuer(null).build())),
                bearer("without a subject", sign(claims().subject(null).build())),
                bearer("with a blank subject", sign(claims().subject(" ").build())),
                bearer(
                        "with a subject that is too long",
                        sign(claims().subject("s".repeat(256)).build())));
    }

    @Test
    void without_a_token_nothing_but_health_is_answered() {
        for (String path : List.of("/orders", "/items", "/accounts/C-1", "/nowhere", "/actuator/env", "/error")) {
            assertUnauthorized(http.get().uri(path).retrieve().toEntity(String.class));
        }
        assertThat(http.get()
                        .uri("/livez")
                        .retrieve()
                        .toEntity(String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    void a_token_in_the_query_string_or_in_a_form_is_not_taken() {
        String token = sign(claims().build());
        assertUnauthorized(
                http.get().uri("/items?access_token={token}", token).retrieve().toEntity(String.class));
        assertUnauthorized(http.post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("access_token=" + token)
                .retrieve()
                .toEntity(String.class));
    }

    @Test
    void whoever_has_no_token_is_not_told_what_is_wrong_with_the_call() {
        ResponseEntity<String> answer = http.post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{")
                .retrieve()
                .toEntity(String.class);
        assertUnauthorized(answer);
        assertThat(answer.getBody()).doesNotContain("JSON");
    }

    @ParameterizedTest(name = "{0} {1} is not for: {2}")
    @MethodSource
    void roles_without_the_right_are_refused(String method, String path, List<String> roles) {
        for (String role : roles) {
            ResponseEntity<JsonNode> answer = caller(role).send(HttpMethod.valueOf(method), path, Map.of());
            assertThat(answer.getStatusCode().value()).as(role).isEqualTo(403);
            assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(answer.getBody().path("type").stringValue()).isEqualTo("urn:waybill:problem:forbidden");
        }
    }

    static Stream<Arguments> roles_without_the_right_are_refused() {
        String some = "/orders/" + BadInputIT.NO_ORDER;
        String delivery = "/deliveries/" + BadInputIT.NO_ORDER;
        String race = "/races/" + BadInputIT.NO_ORDER;
        String entry = "/entries/" + BadInputIT.NO_ORDER;
        return Stream.of(
                arguments("POST", "/orders", List.of("driver", "analyst")),
                arguments("POST", "/orders/batch", List.of("driver", "analyst")),
                arguments("GET", "/orders", List.of("driver", "analyst")),
                arguments("GET", some, List.of("driver", "analyst")),
                arguments("GET", some + "/events", List.of("driver", "analyst")),
                arguments("POST", some + "/cancellation", List.of("driver", "analyst")),
                arguments("PUT", "/items/1", List.of("customer", "driver", "analyst", "service")),
                arguments("DELETE", "/items/1", List.of("customer", "driver", "analyst", "service")),
                arguments("GET", "/accounts/C-1", List.of("driver", "analyst")),
                arguments("PUT", "/accounts/C-1", List.of("customer", "driver", "analyst", "service")),
                arguments("GET", "/stock/1", List.of("customer", "driver", "analyst")),
                arguments("PUT", "/stock/1", List.of("customer", "driver", "analyst", "service")),
                arguments("GET", "/factories", List.of("customer", "driver", "analyst", "service")),
                arguments("GET", "/production-log", List.of("customer", "driver", "analyst", "service")),
                arguments("GET", "/drivers", List.of("customer", "driver", "analyst", "service")),
                arguments("GET", delivery, List.of("customer", "analyst", "service")),
                arguments("POST", delivery + "/acceptance", List.of("customer", "analyst", "service")),
                arguments("POST", delivery + "/refusal", List.of("customer", "analyst", "service")),
                arguments("POST", "/races", List.of("customer", "driver", "analyst", "service")),
                arguments("PUT", race, List.of("customer", "driver", "analyst", "service")),
                arguments("DELETE", race, List.of("customer", "driver", "analyst", "service")),
                arguments("GET", race, List.of("driver", "analyst")),
                arguments("POST", race + "/entries", List.of("driver", "analyst", "organiser")),
                arguments("GET", race + "/entries", List.of("customer", "driver", "analyst", "service")),
                arguments("GET", "/entries", List.of("driver", "analyst", "organiser")),
                arguments("GET", entry, List.of("driver", "analyst")),
                arguments("GET", entry + "/events", List.of("driver", "analyst")),
                arguments("POST", entry + "/withdrawal", List.of("driver", "analyst", "organiser")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"roles\":[]}",
                "{\"roles\":[\"OPERATOR\"]}",
                "{\"roles\":[\"root\",null,7]}",
                "{\"roles\":{\"operator\":true}}",
                "{\"roles\":\"operators\"}",
                "{\"scope\":\"operator\"}",
                "{\"roles\":[\"customer\"]}",
                "{\"roles\":[\"customer\"],\"customer_id\":\"\"}",
                "{\"roles\":[\"customer\"],\"customer_id\":7}",
                "{\"roles\":[\"customer\"],\"customer_id\":[\"C-1\"]}",
                "{\"roles\":[\"customer\"],\"customer_id\":\"' or '1'='1\"}",
                "{\"roles\":[\"driver\"]}"
            })
    void whoever_has_no_role_may_do_nothing(String claims) throws Exception {
        JWTClaimsSet.Builder token = TokenIssuer.claims().subject("somebody");
        JWTClaimsSet.parse(claims).getClaims().forEach(token::claim);
        Caller caller = new Caller(port, sign(token.build()));
        for (String path : List.of("/items", "/orders", "/accounts/C-1", "/drivers", "/deliveries/x")) {
            assertThat(caller.send(HttpMethod.GET, path, "", MediaType.APPLICATION_JSON)
                            .getStatusCode()
                            .value())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void callers_learn_who_they_are_and_what_they_may_do() {
        JsonNode operator = new Caller(port).get("/me");
        JsonNode driver = new Caller(port).as("driver", "D-1").get("/me");

        assertThat(operator.path("name").stringValue()).isEqualTo("operator");
        assertThat(operator.path("roles")).extracting(JsonNode::stringValue).containsExactly("operator");
        assertThat(operator.has("customerId")).isFalse();
        assertThat(calls(operator)).contains("GET /me", "POST /orders/{id}/end").isSorted();
        assertThat(driver.path("driverId").stringValue()).isEqualTo("D-1");
        assertThat(calls(driver)).contains("GET /me").doesNotContain("POST /orders/{id}/end", "POST /orders");
    }

    @Test
    void whoever_has_no_role_learns_just_that() {
        JsonNode nobody =
                new Caller(port, sign(TokenIssuer.claims().subject("somebody").build())).get("/me");

        assertThat(nobody.path("name").stringValue()).isEqualTo("somebody");
        assertThat(nobody.path("roles")).isEmpty();
        assertThat(calls(nobody)).containsExactly("GET /me");
    }

    private static List<String> calls(JsonNode me) {
        return me.path("calls").valueStream().map(JsonNode::stringValue).toList();
    }

    /** Whatever they call first, even at once. */
    @Test
    void new_customers_get_an_account_without_credit_at_their_first_call() throws Exception {
        String fresh = Given.aCustomer().value();
        Caller me = new Caller(port).as("customer", fresh);
        assertThat(status(new Caller(port), HttpMethod.GET, "/accounts/" + fresh))
                .isEqualTo(404);

        Given.atOnce(Collections.nCopies(8, () -> me.get("/me")));

        JsonNode account = me.get("/accounts/" + fresh);
        assertThat(account.path("available").longValue()).isZero();
        assertThat(me.get("/accounts/" + fresh + "/ledger").path("content")).isEmpty();
    }

    @Test
    void a_role_may_be_one_word_among_others() {
        String token = sign(TokenIssuer.claims()
                .subject("somebody")
                .claim("roles", "openid operator")
                .build());
        assertThat(get("Bearer " + token).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void customers_see_and_touch_only_what_is_theirs() {
        Caller operator = new Caller(port);
        String mine = operator.customerWith(1_000_000);
        String theirs = operator.customerWith(1_000_000);
        long item = operator.itemInStock(100, 1, 10);
        Caller me = operator.as("customer", mine);
        String myOrder = me.place(mine, item, 1);
        String theirOrder = operator.as("customer", theirs).place(theirs, item, 1);

        assertThat(me.get("/orders/" + myOrder).path("id").stringValue()).isEqualTo(myOrder);
        assertThat(status(me, HttpMethod.GET, "/orders/" + theirOrder)).isEqualTo(404);
        assertThat(status(me, HttpMethod.POST, "/orders/" + theirOrder + "/cancellation"))
                .isEqualTo(404);
        assertThat(ids(me.get("/orders"))).containsExactly(myOrder);
        assertThat(ids(me.get("/orders?customerId=" + theirs))).isEmpty();
        assertThat(me.get("/accounts/" + mine).path("available").longValue()).isPositive();
        assertThat(status(me, HttpMethod.GET, "/accounts/" + theirs)).isEqualTo(404);
        assertThat(me.send(HttpMethod.POST, "/orders", Caller.order(theirs, item, 1))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(me.send(HttpMethod.POST, "/orders", Caller.order("C-404", item, 1))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(operator.get("/orders/" + theirOrder).path("timeline").toString())
                .doesNotContain("order.cancel");
    }

    @Test
    void another_orders_404_is_the_same_as_that_of_an_order_that_does_not_exist() {
        Caller operator = new Caller(port);
        String customer = operator.customerWith(0);
        long item = operator.itemInStock(100, 1, 10);
        String theirOrder = operator.place(customer, item, 1);
        Caller me = operator.as("customer", "C-1");

        String theirs = me.send(HttpMethod.GET, "/orders/" + theirOrder, "", MediaType.APPLICATION_JSON)
                .getBody()
                .toString();
        String none = me.send(HttpMethod.GET, "/orders/" + BadInputIT.NO_ORDER, "", MediaType.APPLICATION_JSON)
                .getBody()
                .toString();

        assertThat(theirs.replace(theirOrder, "?")).isEqualTo(none.replace(BadInputIT.NO_ORDER, "?"));
    }

    @Test
    void drivers_see_and_answer_only_their_own_offers() {
        Caller operator = new Caller(port);
        String customer = operator.customerWith(1_000_000);
        long item = operator.itemInStock(100, 1, 10);
        String order = operator.place(customer, item, 1);
        String asked = operator.awaitOffer(order, 1);
        String other = asked.equals("D-1") ? "D-2" : "D-1";
        Caller me = operator.as("driver", other);

        assertThat(status(me, HttpMethod.GET, "/deliveries/" + order)).isEqualTo(404);
        assertThat(me.accept(order, other)).isEqualTo(404);
        assertThat(me.accept(order, asked)).isEqualTo(403);
        assertThat(me.refuse(order, asked)).isEqualTo(403);
        assertThat(status(operator.as("driver", asked), HttpMethod.GET, "/deliveries/" + order))
                .isEqualTo(200);
        assertThat(operator.as("driver", asked).accept(order, asked)).isEqualTo(200);
    }

    private Caller caller(String role) {
        return switch (role) {
            case "customer" -> new Caller(port).as("customer", "C-1");
            case "driver" -> new Caller(port).as("driver", "D-1");
            default -> new Caller(port).as(role, "");
        };
    }

    private static int status(Caller caller, HttpMethod method, String path) {
        return caller.send(method, path, "", MediaType.APPLICATION_JSON)
                .getStatusCode()
                .value();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("content")
                .valueStream()
                .map(order -> order.path("id").stringValue())
                .toList();
    }

    private ResponseEntity<String> get(String authorization) {
        return http.get()
                .uri("/items")
                .header("Authorization", authorization)
                .retrieve()
                .toEntity(String.class);
    }

    private static void assertUnauthorized(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(401);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getHeaders().getFirst("WWW-Authenticate")).startsWith("Bearer");
        JsonNode problem = JsonMapper.shared().readTree(answer.getBody());
        assertThat(problem.path("type").stringValue()).isEqualTo("urn:waybill:problem:unauthorized");
        assertThat(problem.path("status").intValue()).isEqualTo(401);
        assertThat(problem.toString()).doesNotContain("Exception", "io.waybill", "springframework", "nimbus");
    }

    private static TokenIssuer issuer() {
        return SharedServers.get().tokens();
    }

    private static JWTClaimsSet.Builder claims() {
        return TokenIssuer.claims().subject("operator").claim("roles", List.of("operator"));
    }

    private static String sign(JWTClaimsSet claims) {
        return issuer().sign(claims);
    }

    private static Arguments bearer(String what, String token) {
        return arguments(what, "Bearer " + token);
    }

    private static String signed(@Nullable String keyName, RSAKey key, JWTClaimsSet.Builder claims)
            throws JOSEException {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256);
        return signed(keyName == null ? header : header.keyID(keyName), new RSASSASigner(key), claims.build());
    }

    private static String signed(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header.build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
