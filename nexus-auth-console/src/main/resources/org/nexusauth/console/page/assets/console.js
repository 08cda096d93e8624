"use strict";
// Enhancements. Every page works without them.
