/** Starts the sample: its demo keys, Payara Micro, and what a person needs to read. */
@NullMarked
package org.nexusauth.sample.launch;

import org.jspecify.annotations.NullMarked;
