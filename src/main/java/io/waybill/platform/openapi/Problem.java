package io.waybill.platform.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.core.refusal.FieldError;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error (RFC 9457).
 *
 * @param type the kind of error; programs should decide by this
 * @param title the kind of error, for people
 * @param status the HTTP status
 * @param detail what went wrong this time
 * @param instance the address that was called
 * @param errors the fields that are wrong, if the error is about fields
 */
record Problem(
        @Nullable @Schema(format = "uri-reference") URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable @Schema(format = "uri-reference") URI instance,
        @Nullable List<FieldError> errors) {}
