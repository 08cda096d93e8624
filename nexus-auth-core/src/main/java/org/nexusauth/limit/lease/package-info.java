/**
 * Limits that several nodes share by leases: tokens are debited at the store before they are spent,
 * so that the nodes together never let more pass than a limit, and few requests wait for it.
 */
@NullMarked
package org.nexusauth.limit.lease;

import org.jspecify.annotations.NullMarked;
