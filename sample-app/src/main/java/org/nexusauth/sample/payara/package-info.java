/** What the sample changes of Payara Micro's HTTP listener, for which there is no setting. */
@NullMarked
package org.nexusauth.sample.payara;

import org.jspecify.annotations.NullMarked;
