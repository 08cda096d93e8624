/** What happened at the gate, for audit, usage and metrics. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.event;
