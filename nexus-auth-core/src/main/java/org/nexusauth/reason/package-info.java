/** Why a request is denied: one table of codes, statuses, messages and hints. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.reason;
