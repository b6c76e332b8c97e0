package io.waybill.platform.openapi;

import static java.util.stream.Collectors.joining;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.ApplicationModule;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** The rules for every operation: its name, who may call it, and which errors and headers it can answer with. */
class OperationRules implements GlobalOperationCustomizer {

    private static final List<Integer> ALWAYS = List.of(401, 403, 429, 500, 503);

    private static final String TOLD_BY = "x-told-by";

    private final JavadocProvider javadoc;

    OperationRules(JavadocProvider javadoc) {
        this.javadoc = javadoc;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        tell(operation, method);
        operation.setTags(List.of(module(method.getBeanType())));
        Answers answers = method.getMethodAnnotation(Answers.class);
        if (answers != null && List.of(answers.headers()).contains(HttpHeaders.ETAG)) {
            addParameter(operation, isSafe(method) ? ApiHeader.IF_NONE_MATCH : ApiHeader.IF_MATCH);
        }
        parameters(operation).forEach(parameter -> describe(parameter, module(method.getBeanType())));
        Streams.addTo(operation, method);
        operation.setResponses(responses(operation, method, answers));
        return operation;
    }

    /**
     * Methods that differ only by media type are one operation. The one that sorts first describes it, whatever their
     * order.
     */
    private void tell(Operation operation, HandlerMethod method) {
        String name = method.getMethod().getName();
        Object teller = operation.getExtensions() == null
                ? null
                : operation.getExtensions().get(TOLD_BY);
        if (teller == null || name.compareTo(teller.toString()) < 0) {
            String description = javadoc.getMethodJavadocDescription(method.getMethod());
            operation.addExtension(TOLD_BY, name);
            operation.setOperationId(operationId(method));
            operation.setSummary(javadoc.getFirstSentence(description));
            operation.setDescription(description + "\n\n" + roles(method));
        }
    }

    static void forgetTellers(Operation operation) {
        operation.getExtensions().remove(TOLD_BY);
    }

    /** The method's name, followed by the controller's if it is one word: {@code placeOrder}, {@code listOrders}. */
    private static String operationId(HandlerMethod method) {
        String name = method.getMethod().getName();
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            return name;
        }
        String noun = noun(method);
        return name + (name.equals("list") ? noun.replaceAll("y$", "ie") + "s" : noun);
    }

    private static String noun(HandlerMethod method) {
        return method.getBeanType().getSimpleName().replaceAll("Controller$", "");
    }

    /** The name of a controller's module in the API: that of its package, unless a {@link Tag} names another. */
    static String module(Class<?> controller) {
        Tag tag = AnnotatedElementUtils.findMergedAnnotation(controller, Tag.class);
        if (tag != null) {
            return tag.name();
        }
        String name = controller.getPackageName();
        while (!isModule(name) && name.contains(".")) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return name.substring(name.lastIndexOf('.') + 1);
    }

    static boolean isTagged(Class<?> controller) {
        return AnnotatedElementUtils.hasAnnotation(controller, Tag.class);
    }

    private static boolean isModule(String name) {
        try {
            return Class.forName(name + ".package-info").isAnnotationPresent(ApplicationModule.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String roles(HandlerMethod method) {
        if (method.hasMethodAnnotation(PermitAll.class)) {
            return "For everybody with a token.";
        }
        RolesAllowed ofMethod = method.getMethodAnnotation(RolesAllowed.class);
        RolesAllowed allowed = ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RolesAllowed.class);
        return allowed == null
                ? "Nobody may call it."
                : Arrays.stream(allowed.value()).map("`%s`"::formatted).collect(joining(", ", "For the roles ", "."));
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static void addParameter(Operation operation, ApiHeader header) {
        if (!has(operation, header)) {
            operation.addParametersItem(new Parameter().in("header").name(header.header()));
        }
    }

    private static boolean has(Operation operation, ApiHeader header) {
        return parameters(operation).stream().anyMatch(parameter -> isHeader(parameter, header));
    }

    private static boolean isHeader(Parameter parameter, ApiHeader header) {
        return "header".equals(parameter.getIn()) && header.header().equalsIgnoreCase(parameter.getName());
    }

    private static void describe(Parameter parameter, String module) {
        String name = parameter.getName();
        if (parameter.getSchema() != null && parameter.getSchema().getTypes() != null) {
            // A parameter that is not given is not null.
            parameter.getSchema().getTypes().remove("null");
        }
        if ("header".equals(parameter.getIn())) {
            ApiHeader.named(name).ifPresent(header -> {
                parameter.setDescription(header.description());
                parameter.setExample(header.example());
                parameter.setSchema(ApiHeader.text());
            });
        } else if (parameter.getDescription() == null && "path".equals(parameter.getIn())) {
            String what = name.equals("id") ? module : name.replaceAll("Id$", "");
            parameter.setDescription("The id of the " + what.toLowerCase(Locale.ROOT));
        }
    }

    private static ApiResponses responses(Operation operation, HandlerMethod method, @Nullable Answers answers) {
        List<Integer> declared = answers == null
                ? List.of()
                : Arrays.stream(answers.value()).boxed().toList();
        ApiResponses responses = successes(operation, declared);
        responses.values().forEach(success -> {
            if (answers != null) {
                Arrays.stream(answers.headers()).forEach(name -> addHeader(success, header(name)));
            }
            if (List.of(method.getMethod().getParameterTypes()).contains(ListParameters.class)) {
                addHeader(success, ApiHeader.LINK);
            }
            addHeader(success, ApiHeader.RATE_LIMIT);
            addHeader(success, ApiHeader.RATE_LIMIT_POLICY);
        });
        Set<Integer> errors = new TreeSet<>(errors(operation, method));
        declared.stream().filter(status -> status >= 400).forEach(errors::add);
        if (isSafe(method) && has(operation, ApiHeader.IF_NONE_MATCH)) {
            ApiResponse unchanged = new ApiResponse().description("Not changed: the caller already has it");
            addHeader(unchanged, ApiHeader.ETAG);
            addHeader(unchanged, ApiHeader.RATE_LIMIT);
            addHeader(unchanged, ApiHeader.RATE_LIMIT_POLICY);
            responses.addApiResponse("304", unchanged);
        }
        errors.forEach(status -> responses.addApiResponse(Integer.toString(status), ApiProblem.reference(status)));
        return responses;
    }

    private static ApiHeader header(String name) {
        return ApiHeader.named(name)
                .orElseThrow(() -> new IllegalStateException("ApiHeader does not describe the header " + name));
    }

    private static void addHeader(ApiResponse response, ApiHeader header) {
        response.addHeaderObject(header.header(), header.reference());
    }

    private static ApiResponses successes(Operation operation, List<Integer> declared) {
        ApiResponses told = new ApiResponses();
        ApiResponses found = new ApiResponses();
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                (isTold(response) ? told : found).addApiResponse(status, response);
            }
        });
        List<Integer> successes =
                declared.stream().filter(status -> status < 300).toList();
        if (successes.isEmpty()) {
            told.putAll(found);
            return told;
        }
        Content content = Stream.concat(found.values().stream(), told.values().stream())
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        for (int status : successes) {
            ApiResponse response =
                    new ApiResponse().description(HttpStatus.valueOf(status).getReasonPhrase());
            told.addApiResponse(Integer.toString(status), status == 204 ? response : response.content(content));
        }
        return told;
    }

    /** Whether another method at the same address has already described it. */
    private static boolean isTold(ApiResponse response) {
        return response.getHeaders() != null && response.getHeaders().containsKey(ApiHeader.RATE_LIMIT.header());
    }

    private static List<Integer> errors(Operation operation, HandlerMethod method) {
        List<Integer> errors = new ArrayList<>(ALWAYS);
        if (operation.getRequestBody() != null) {
            errors.addAll(List.of(400, 408, 413, 415));
        }
        if (operation.getResponses().values().stream().anyMatch(response -> response.getContent() != null)) {
            errors.add(406);
        }
        if (!parameters(operation).isEmpty()) {
            errors.add(400);
        }
        if (parameters(operation).stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            errors.add(404);
        }
        if (!isSafe(method)) {
            errors.add(409);
        }
        if (has(operation, ApiHeader.IF_MATCH)) {
            errors.add(412);
        }
        if (has(operation, ApiHeader.IDEMPOTENCY_KEY)) {
            errors.add(422);
        }
        return errors;
    }

    private static boolean isSafe(HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null && List.of(mapping.method()).contains(RequestMethod.GET);
    }
}
