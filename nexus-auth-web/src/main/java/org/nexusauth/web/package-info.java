/**
 * What filters share, and what applications use of them. Applications inject {@link
 * org.nexusauth.web.CurrentApiKey}, the gate and the revocation writer, or look them up with {@link
 * org.nexusauth.web.ApplicationGates}. A filter of one's own takes its gate from there, reads
 * requests with {@link org.nexusauth.web.ServletRequestReader} and stores a {@link
 * org.nexusauth.web.RequestDecision} for what runs behind it. The APIs of CDI and servlets are
 * optional: only classes that are named after them need them.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.web;
