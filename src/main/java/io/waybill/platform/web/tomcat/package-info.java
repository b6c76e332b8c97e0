/** The server under the REST API: what it does with callers who do not speak HTTP as they should. */
@NullMarked
package io.waybill.platform.web.tomcat;

import org.jspecify.annotations.NullMarked;
