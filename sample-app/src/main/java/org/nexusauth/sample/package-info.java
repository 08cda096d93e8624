/** A runnable Nexus API: what the library's doors look like in an application. */
@NullMarked
package org.nexusauth.sample;

import org.jspecify.annotations.NullMarked;
