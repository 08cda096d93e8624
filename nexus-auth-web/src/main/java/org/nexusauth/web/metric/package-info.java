/**
 * Adapters that give the metrics and the health of gates to monitoring systems, each used where its
 * classes are there.
 */
@NullMarked
package org.nexusauth.web.metric;

import org.jspecify.annotations.NullMarked;
