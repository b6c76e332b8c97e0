/** The API's own document, {@code /v3/api-docs}: what controllers do not say themselves, added by rule. */
@NullMarked
package io.waybill.core.openapi;

import org.jspecify.annotations.NullMarked;
