/**
 * A further step for orders, as a business outside Waybill would bring it: what <em>a step</em> in docs/developers.md asks
 * for, and nothing else.
 */
@NullMarked
package org.example.gift;

import org.jspecify.annotations.NullMarked;
