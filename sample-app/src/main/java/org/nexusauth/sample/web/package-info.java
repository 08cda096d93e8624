/** The sample's edge to HTTP: bodies read and written as JSON, errors in one shape, access log. */
@NullMarked
package org.nexusauth.sample.web;

import org.jspecify.annotations.NullMarked;
