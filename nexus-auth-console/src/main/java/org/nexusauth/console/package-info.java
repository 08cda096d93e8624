/** Manages API keys over HTTP: the REST API, in one servlet. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console;
