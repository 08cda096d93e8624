/** Rules about how much a key is used, and with what success. */
@NullMarked
package org.nexusauth.management.alert.rule.traffic;

import org.jspecify.annotations.NullMarked;
