/** The edits that a modeler offers, made by chance. */
@NullMarked
package io.waybill.mutants.edits;

import org.jspecify.annotations.NullMarked;
