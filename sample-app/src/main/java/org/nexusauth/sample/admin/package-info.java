/** What an organization's administrators may do with its keys: revoke them. */
@NullMarked
package org.nexusauth.sample.admin;

import org.jspecify.annotations.NullMarked;
