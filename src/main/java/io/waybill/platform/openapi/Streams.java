package io.waybill.platform.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** The bodies of controllers that read the request or write the answer themselves: text of the declared media types. */
final class Streams {

    private Streams() {}

    static void addTo(Operation operation, HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        if (mapping == null) {
            return;
        }
        if (takes(method, HttpServletRequest.class) && mapping.consumes().length > 0) {
            RequestBody body = operation.getRequestBody() == null
                    ? new RequestBody().required(true).content(new Content())
                    : operation.getRequestBody();
            operation.setRequestBody(body);
            add(body.getContent(), mapping.consumes());
        }
        if (takes(method, HttpServletResponse.class) && mapping.produces().length > 0) {
            operation.getResponses().forEach((status, response) -> {
                if (status.startsWith("2") && !status.equals("204")) {
                    response.setContent(response.getContent() == null ? new Content() : response.getContent());
                    add(response.getContent(), mapping.produces());
                }
            });
        }
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return List.of(method.getMethod().getParameterTypes()).contains(type);
    }

    private static void add(Content content, String... types) {
        for (String type : types) {
            content.addMediaType(type, new MediaType().schema(ApiHeader.text()));
        }
    }
}
