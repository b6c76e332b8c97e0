package io.waybill.platform.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.platform.web.FieldError;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error (RFC 9457).
 *
 * @param type what kind of error it is; programs decide by this
 * @param title the same for people
 * @param status the HTTP status
 * @param detail what is wrong this time
 * @param instance what was called
 * @param errors the fields that are wrong, where it is about fields
 */
record Problem(
        @Nullable @Schema(format = "uri-reference") URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable @Schema(format = "uri-reference") URI instance,
        @Nullable List<FieldError> errors) {}
