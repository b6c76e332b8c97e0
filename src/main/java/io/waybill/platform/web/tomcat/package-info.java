/** The server under the REST API: how it handles callers that violate HTTP. */
@NullMarked
package io.waybill.platform.web.tomcat;

import org.jspecify.annotations.NullMarked;
