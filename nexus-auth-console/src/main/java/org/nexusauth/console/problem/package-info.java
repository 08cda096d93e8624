/** Problem documents (RFC 9457) of the REST API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.problem;
