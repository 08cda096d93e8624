/** A program whose libraries are all on the module path. */
@NullMarked
package org.nexusauth.contract.modules;

import org.jspecify.annotations.NullMarked;
