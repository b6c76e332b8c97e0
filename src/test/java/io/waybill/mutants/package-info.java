/**
 * Models by chance: mutants of the shipped models, made by the edits that a modeler offers. What the model check calls
 * right runs through the stories of an order, and the books and the promises are held against what happened.
 */
@NullMarked
package io.waybill.mutants;

import org.jspecify.annotations.NullMarked;
