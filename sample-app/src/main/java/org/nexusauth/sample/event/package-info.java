/** A stream of server-sent events, which runs longer than the request that began it. */
@NullMarked
package org.nexusauth.sample.event;

import org.jspecify.annotations.NullMarked;
