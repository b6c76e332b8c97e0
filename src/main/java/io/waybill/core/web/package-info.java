/** How errors look to the callers of the REST API. */
@NullMarked
package io.waybill.core.web;

import org.jspecify.annotations.NullMarked;
