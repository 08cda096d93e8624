/**
 * The sample's edge to HTTP: bodies read and written as JSON, errors in one shape, access log.
 *
 * <p>JSON-B writes answers and JSON-P errors, which servlets write too. {@link
 * org.nexusauth.sample.web.JsonBody} reads requests: JSON-B takes repeated and unknown members.
 */
@NullMarked
package org.nexusauth.sample.web;

import org.jspecify.annotations.NullMarked;
