/** What a gate measures of itself, and whether it works: read by adapters of monitoring systems. */
@NullMarked
package org.nexusauth.metric;

import org.jspecify.annotations.NullMarked;
