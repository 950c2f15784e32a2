"""Pictures that follow sound and bodies: measured, mapped and drawn, and written as files. Knows no Django."""
