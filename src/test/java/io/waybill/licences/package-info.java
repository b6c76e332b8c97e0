/** Under which licences the artifacts are that Waybill is built, tested and run with. */
@NullMarked
package io.waybill.licences;

import org.jspecify.annotations.NullMarked;
