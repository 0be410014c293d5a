/** A sentence ends with one full stop, also after "2026 г.", "4 дн." and "0,9 п. п.". */
export const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
