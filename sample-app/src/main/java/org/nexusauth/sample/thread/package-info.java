/** Threads of messages, kept in memory: the older half of the API, guarded by {@code web.xml}. */
@NullMarked
package org.nexusauth.sample.thread;

import org.jspecify.annotations.NullMarked;
