@NullMarked
package org.example.declared;

import org.jspecify.annotations.NullMarked;
