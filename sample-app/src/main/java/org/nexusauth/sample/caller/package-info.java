/** Who calls: the ids that each service of the sample reads from the key. */
@NullMarked
package org.nexusauth.sample.caller;

import org.jspecify.annotations.NullMarked;
