/** The files of a model as untrusted texts: how they are read, and what is found in them. */
@NullMarked
package io.waybill.platform.model.source;

import org.jspecify.annotations.NullMarked;
