/** The sample as its users run it: the launcher's jar as a process of its own, asked over HTTP. */
package org.nexusauth.sample.running;
