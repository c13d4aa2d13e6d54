/** A number with letters where digits should be: `06.06.XX`, `06.ХХ` (Cyrillic), `06.06.NN`, `06.06.??`. */
export const PLACEHOLDER = /(?<![\p{L}\d.\\-])\d\d(?:\\?\.\d\d){0,2}(?:\\?\.(?:XX|xx|ХХ|хх|NN|ZZ|YY|\?\?|__))+(?![\p{L}\d])/u;
